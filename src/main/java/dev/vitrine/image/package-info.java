/// What an image is: records and rules, with the JDK alone.
///
/// The ground floor: everything else may use it, it uses nothing. Rows come from strangers (another program, an older
/// version, a hostile hand), so the rules for ids, keys and times live here, once, and everything that is read goes through them.
package dev.vitrine.image;
