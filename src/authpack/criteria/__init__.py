"""The judge: a payer's written policy against one patient's record, with seven answers, never a guess."""
