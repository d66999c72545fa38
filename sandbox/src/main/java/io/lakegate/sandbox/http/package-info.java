/**
 * The sandbox's HTTP core: the route table, one call with its answer, errors in the platform's
 * shape, and the order in which a request is counted, disturbed, admitted and handled.
 */
@NullMarked
package io.lakegate.sandbox.http;

import org.jspecify.annotations.NullMarked;
