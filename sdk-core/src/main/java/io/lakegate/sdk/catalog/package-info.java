/**
 * The Databricks REST API: its endpoints, how each is paged and waited for, and the path templates
 * by which a request is told to be one of them. The facts stand in JSON files beside this package,
 * one for each service; files of the same form extend them.
 */
@NullMarked
package io.lakegate.sdk.catalog;

import org.jspecify.annotations.NullMarked;
