// The reading page: one module for each thing it does.

import "./reading-panels.js";
import "./reading-display.js";
import "./term-card.js";
import "./study-text.js";
import "./choosing.js";
import "./selection-bar.js";
import "./note-composer.js";
import "./kept-words.js";
import "./note-panel.js";
import "./live-text.js";
