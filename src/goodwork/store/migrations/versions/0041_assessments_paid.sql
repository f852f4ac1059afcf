-- What an attempt is paid when it is handed in, whatever its result. NULL: it is not paid.
ALTER TABLE assessment
  ADD COLUMN pay_currency text CHECK (pay_currency ~ '^[A-Z]{3}$'),
  ADD COLUMN pay_amount bigint CHECK (pay_amount BETWEEN 1 AND 100000000), -- in minor units
  ADD CONSTRAINT assessment_pay CHECK ((pay_currency IS NULL) = (pay_amount IS NULL));

-- As it was shown before the start: other terms hold for attempts that begin afterwards.
ALTER TABLE attempt
  ADD COLUMN pay_currency text,
  ADD COLUMN pay_amount bigint,
  ADD CONSTRAINT attempt_pay CHECK ((pay_currency IS NULL) = (pay_amount IS NULL));
