-- PostgreSQL and H2 understand every statement here. Times are milliseconds since 1970-01-01T00:00Z.
CREATE TABLE labauth_api_key (
  id VARCHAR(12) PRIMARY KEY,
  hash VARCHAR(43) NOT NULL,
  pepper VARCHAR(8) NOT NULL,
  owner VARCHAR(255) NOT NULL,
  note VARCHAR(255) NOT NULL,
  scopes VARCHAR(4000) NOT NULL,
  session_handle VARCHAR(128),
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT,
  revoked_at BIGINT,
  replaced_by VARCHAR(12)
);
CREATE INDEX labauth_api_key_by_owner ON labauth_api_key (owner, created_at);
CREATE INDEX labauth_api_key_by_session ON labauth_api_key (session_handle);

-- One row for each owner: whoever makes a key for the owner holds it, so that two at once count one after the other.
CREATE TABLE labauth_api_key_owner (
  owner VARCHAR(255) PRIMARY KEY
);
