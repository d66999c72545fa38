/**
 * Holds the documents to the program: commands are run and their output compared, and names of
 * files, settings, codes and targets have to exist.
 */
@NullMarked
package io.lakegate.gateway.docs;

import org.jspecify.annotations.NullMarked;
