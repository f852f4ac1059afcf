/** What a language says: the same words as English, by type. */

/** Texts of another language in the place of these: every name, every list as long, functions of the same facts. */
export type Words<English> = English extends string
  ? string
  : English extends (...facts: infer Facts) => infer Said
    ? (...facts: Facts) => Words<Said>
    : { readonly [Name in keyof English]: Words<English[Name]> }
