CREATE TABLE IF NOT EXISTS labauth_consumed_flow (
  flow_id VARCHAR(64) PRIMARY KEY,
  expires_at BIGINT NOT NULL
);

CREATE INDEX IF NOT EXISTS labauth_consumed_flow_expires_at ON labauth_consumed_flow (expires_at);
