/// What an image is: records and rules, with the JDK and [dev.vitrine.text] alone.
///
/// The ground floor: everything else may use it. Rows are untrusted (another program, an older version, an
/// attacker), so the rules for ids, keys and times live here, once, and everything that is read goes through them.
@NullMarked
package dev.vitrine.image;

import org.jspecify.annotations.NullMarked;
