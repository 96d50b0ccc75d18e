"""Outside data into the record: a denial letter, a remittance (X12 835), a FHIR ClaimResponse, a session log."""
