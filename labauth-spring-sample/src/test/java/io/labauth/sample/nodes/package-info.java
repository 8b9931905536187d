/** The sample on several nodes, with the real servers that they share. */
package io.labauth.sample.nodes;
