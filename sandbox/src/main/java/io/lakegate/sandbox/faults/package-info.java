/**
 * Faults on request: rules that disturb the next matching exchanges, and the API that sets them.
 */
@NullMarked
package io.lakegate.sandbox.faults;

import org.jspecify.annotations.NullMarked;
