/// Reads what rows do not say although it can be told: they were written before Vitrine kept it, or by another program.
///
/// A part of `service`. Each image is read once, and as little of it as will do: what has nothing to say is remembered
/// on this machine, and what says something stands in its row.
@NullMarked
package dev.vitrine.service.fill;

import org.jspecify.annotations.NullMarked;
