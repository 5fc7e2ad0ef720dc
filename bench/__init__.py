"""How fast soptui feels, as ratios to one bare input field measured in the same run."""
