"""A mutation fuzzer: broken files for every reader. Whatever is in them, the end is rows, refused rows, or a sentence."""
