// The reading page: one module for each thing it does.

import "./reading-panels.js";
import "./reading-display.js";
import "./term-card.js";
import "./study-text.js";
