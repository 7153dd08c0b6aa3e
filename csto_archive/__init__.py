"""The Arabic archive of CSTO summit coverage: ground and roof of the house."""
