/** The jobs API: jobs, and runs whose life cycle advances with time. */
@NullMarked
package io.lakegate.sandbox.jobs;

import org.jspecify.annotations.NullMarked;
