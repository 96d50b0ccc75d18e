"""Reference facts: drugs, scales, devices, protocols, codes, evidence; source, date and grade per number."""
