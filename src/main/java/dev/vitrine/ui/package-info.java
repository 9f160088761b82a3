/// The window: one folder a feature, each a view and a view model without scene graph.
///
/// The top floor, beside `api` and `cli`. A feature imports only `support`; only `shell` knows its siblings and wires them.
package dev.vitrine.ui;
