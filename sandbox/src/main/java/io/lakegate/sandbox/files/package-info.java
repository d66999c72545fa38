/** The Files API: files and directories, small ones in memory and large ones in temporary files. */
@NullMarked
package io.lakegate.sandbox.files;

import org.jspecify.annotations.NullMarked;
