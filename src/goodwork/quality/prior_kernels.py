"""What people have in common: their tables from counts and shared Dirichlet priors, and the priors from the counts."""

from __future__ import annotations

import math

import numpy as np

from goodwork.quality.kernels import Floats, kernel

MOST_MASS = 1_000.0
"""Answers that the prior of a row of people's tables is worth at most."""


@kernel
def slopes(x: float) -> tuple[float, float]:
    """Digamma and trigamma, the first two derivatives of ln Gamma, for x > 0, to about 1e-11.

    The recurrence up to 8, which both share, then their asymptotic series.
    """
    first, second = 0.0, 0.0
    while x < 8.0:
        step = 1.0 / x
        first -= step
        second += step * step
        x += 1.0
    half = 1.0 / x
    r = half * half
    tail = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132)))))
    first += np.log(x) - 0.5 * half - tail
    second += half + r / 2 + r * half * (1 / 6 - r * (1 / 30 - r * (1 / 42 - r * (1 / 30 - r * (5 / 66)))))
    return first, second


@kernel
def tables(counts: Floats, priors: Floats, log_share: Floats, member: Floats, out: Floats) -> None:
    """Each person's ln p(answer | state), from their counts and the communities they may belong to.

    ``counts`` and ``out`` (n_people, K, S); ``priors`` (C, K, S) the Dirichlet parameters of each community's
    answers in each state; ``log_share`` (C,) ln of the communities' sizes. Overwrites ``member`` (n_people, C)
    with p(community | counts), which is the Dirichlet-multinomial likelihood of the counts. ``out`` is ln of
    the posterior mean.
    """
    J, K, S = counts.shape
    C = priors.shape[0]
    mass = np.zeros((C, S))
    each = np.zeros((C, K, S))
    base_mass = np.zeros((C, S))
    for c in range(C):
        for s in range(S):
            for k in range(K):
                mass[c, s] += priors[c, k, s]
                each[c, k, s] = math.lgamma(priors[c, k, s])
            base_mass[c, s] = math.lgamma(mass[c, s])
    for j in range(J):
        member[j, 0] = 1.0
        if C > 1:
            for c in range(C):
                member[j, c] = log_share[c]
            for s in range(S):
                seen = 0.0
                for k in range(K):
                    seen += counts[j, k, s]
                if seen < 1e-9:
                    continue
                for c in range(C):
                    fit = base_mass[c, s] - math.lgamma(mass[c, s] + seen)
                    for k in range(K):
                        if counts[j, k, s] > 1e-9:
                            fit += math.lgamma(counts[j, k, s] + priors[c, k, s]) - each[c, k, s]
                    member[j, c] += fit
            top = member[j, 0]
            for c in range(1, C):
                top = max(top, member[j, c])
            total = 0.0
            for c in range(C):
                member[j, c] = np.exp(member[j, c] - top)
                total += member[j, c]
            for c in range(C):
                member[j, c] /= total
        for s in range(S):
            seen = 0.0
            for k in range(K):
                seen += counts[j, k, s]
                out[j, k, s] = 0.0
            for c in range(C):
                m = member[j, c]
                if m < 1e-12:
                    continue
                for k in range(K):
                    out[j, k, s] += m * (counts[j, k, s] + priors[c, k, s]) / (seen + mass[c, s])
            for k in range(K):
                out[j, k, s] = np.log(out[j, k, s])


@kernel
def pooled_prior(
    counts: Floats, member: Floats, prior: Floats, imagined: Floats, people: float, steps: int, tol: float
) -> Floats:
    """The Dirichlet that the rows of one community share, for each state: at most ``steps`` Newton steps.

    ``counts`` (n_people, K, S), ``member`` (n_people,) their weight in the community, ``prior`` and the result
    (K, S). ``imagined`` (M, K, S) are the counts of M imagined people, taken ``people / M`` times each: they tie
    the classes to their names and keep the estimate proper when there is little to go on. Stops when no parameter
    moves by more than the share ``tol``. Minka, *Estimating a Dirichlet distribution* (2000): Newton's step is
    eq. 15-18 with the gradient of the Polya likelihood; where the likelihood is not concave, the proportions take
    the fixed point of eq. 55, alpha_k <- alpha_k sum_j w_j [psi(n_jk + alpha_k) - psi(alpha_k)] / sum_j w_j
    [psi(n_j + alpha) - psi(alpha)], and the logarithm of their sum a Newton step of its own, of at most 0.7.
    """
    J, K, S = counts.shape
    out = prior.copy()
    each = people / len(imagined)
    above = np.empty(K, np.float64)
    bend = np.empty(K, np.float64)
    base = np.empty(K, np.float64)
    base_bend = np.empty(K, np.float64)
    new = np.empty(K, np.float64)
    for s in range(S):
        for _ in range(steps):
            mass = 0.0
            for k in range(K):
                mass += out[k, s]
            base_mass, base_mass_bend = slopes(mass)
            below, below_bend = 0.0, 0.0
            for k in range(K):
                base[k], base_bend[k] = slopes(out[k, s])
                above[k], bend[k] = 0.0, 0.0
            for m in range(len(imagined)):
                seen = 0.0
                for k in range(K):
                    seen += imagined[m, k, s]
                first, second = slopes(mass + seen)
                below += each * (first - base_mass)
                below_bend += each * (second - base_mass_bend)
                for k in range(K):
                    first, second = slopes(imagined[m, k, s] + out[k, s])
                    above[k] += each * (first - base[k])
                    bend[k] += each * (second - base_bend[k])
            for j in range(J):
                if member[j] < 1e-9:
                    continue
                seen = 0.0
                for k in range(K):
                    c = counts[j, k, s]
                    seen += c
                    if c > 1e-9:
                        first, second = slopes(c + out[k, s])
                        above[k] += member[j] * (first - base[k])
                        bend[k] += member[j] * (second - base_bend[k])
                if seen > 1e-9:
                    first, second = slopes(seen + mass)
                    below += member[j] * (first - base_mass)
                    below_bend += member[j] * (second - base_mass_bend)
            # The Hessian is diag(bend) - below_bend: diagonal plus rank one.
            mixed, weight = 0.0, -1.0 / min(below_bend, -1e-300)
            fine = True
            for k in range(K):
                fine = fine and bend[k] < 0
                mixed += (above[k] - below) / min(bend[k], -1e-300)
                weight += 1.0 / min(bend[k], -1e-300)
            # A step is Newton's only where the likelihood is concave.
            fine = fine and weight > 0
            shift = mixed / weight if fine else 0.0
            for k in range(K):
                new[k] = out[k, s] - (above[k] - below - shift) / min(bend[k], -1e-300)
                fine = fine and new[k] > 0.2 * out[k, s] and new[k] < 5 * out[k, s]
            if not fine:
                along, bent, total = 0.0, -below_bend * mass * mass, 0.0
                for k in range(K):
                    along += out[k, s] * (above[k] - below)
                    bent += out[k, s] * out[k, s] * bend[k]
                    new[k] = out[k, s] * above[k] / max(below, 1e-300)
                    total += new[k]
                bent += along
                stride = -along / bent if bent < 0 else np.sign(along)
                size = mass * np.exp(min(max(stride, -0.7), 0.7)) / total
                for k in range(K):
                    new[k] = max(new[k] * size, 1e-2)
            moved = 0.0
            # People who are all alike would drive the prior to infinity; nobody learns from that.
            total = 0.0
            for k in range(K):
                total += new[k]
            size = MOST_MASS / max(total, MOST_MASS)
            for k in range(K):
                new[k] = max(new[k] * size, 1e-2)
                moved = max(moved, abs(new[k] - out[k, s]) / out[k, s])
                out[k, s] = new[k]
            if moved < tol:
                break
    return out
