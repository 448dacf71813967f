"""communique: from news reports to a checked, cited record of diplomacy."""
