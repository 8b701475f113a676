"""Who a persona is: profiles and the macros in their texts."""
