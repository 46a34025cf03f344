"""How lines become values: their order, and the programs made from their formulas."""
