"""From a proposal to what its templates see: words, amounts and places on charts."""
