"""The search of the whole archive, as readers, researchers and feed readers meet it."""
