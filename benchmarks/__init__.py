"""What the guard costs, as ratios against plain mitmdump in the same run on the same machine; sizes and rates beside them."""
