"""Pages of the evidence: the register, one exhibit, making a bundle, one bundle."""
