/**
 * OAuth 2.0 and OpenID Connect: signing people in at ORCID, Globus, Google, an institution's own server, and others that speak it.
 *
 * <p>Begin with {@link io.labauth.oauth2.OAuth2Provider}. The one package that uses Nimbus' OAuth types, none of which it shows.
 */
@NullMarked
package io.labauth.oauth2;

import org.jspecify.annotations.NullMarked;
