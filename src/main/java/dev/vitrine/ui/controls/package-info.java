/// Controls that several features show: stars, tags, cards over the window, previews, histograms.
///
/// Above `ui.support`; knows no feature. ControlsFX and JavaFX first: what is here is what neither of them has.
package dev.vitrine.ui.controls;
