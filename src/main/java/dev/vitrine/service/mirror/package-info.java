/// Keeps the catalog of a cloud library like the tables it mirrors: fills it, follows what others change, and says how
/// far it is.
///
/// Above `store` and `catalog`; knows no AWS. The tables are the truth: whatever is in doubt is read again, exactly,
/// before it is believed, so that no order of events and no delay of the service can leave a wrong row behind.
@NullMarked
package dev.vitrine.service.mirror;

import org.jspecify.annotations.NullMarked;
