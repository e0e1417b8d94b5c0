"""Put the demo clinic of ``clinic_cms.demo`` into an empty database, by the real verbs."""
