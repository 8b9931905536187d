/** Notebooks: what stands in them, and what a front end shows of a sign-in. */
package io.labauth.sample.notebooks;
