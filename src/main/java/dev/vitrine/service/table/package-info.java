/// Lists of images as tables that people and programs edit elsewhere, out of the library and back into it.
///
/// Above `service` and `service.edit`, which know nothing of it. A table holds the fields of the image storage service;
/// of what comes back, only title, description and tags are ever written.
@NullMarked
package dev.vitrine.service.table;

import org.jspecify.annotations.NullMarked;
