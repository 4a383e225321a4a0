"""Operations, called directly, on both databases."""
