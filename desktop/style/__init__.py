"""How Greenroom looks: tokens, fonts, icons, one style sheet, and the look that is worn now."""
