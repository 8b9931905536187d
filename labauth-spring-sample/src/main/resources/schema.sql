-- What the sample's nodes have in common, besides sessions, sign-ins and keys. The names are a JSON array.
CREATE TABLE IF NOT EXISTS sample_notebooks (
  owner VARCHAR(255) PRIMARY KEY,
  names TEXT NOT NULL
);
