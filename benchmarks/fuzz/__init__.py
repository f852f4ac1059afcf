"""A mutation fuzzer: broken files for every reader, which end as rows, as refused rows, or with a sentence."""
