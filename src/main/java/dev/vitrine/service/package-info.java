/// What can be done with a library: put in, search, delete, restore; and how often and how much at once
/// ([dev.vitrine.store.RetryPolicy], [ConcurrencyLimit]).
///
/// Above `catalog`, `store` and `picture`; knows no front door. Calls block and belong on virtual threads; progress is
/// an immutable snapshot.
@NullMarked
package dev.vitrine.service;

import org.jspecify.annotations.NullMarked;
