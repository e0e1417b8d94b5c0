"""The content of the demo clinic, as plain data. Nothing here touches the database.

Every row is a TypedDict of ``shapes``; its keys are the model's field names. Relations are given by
slug, sources by the key of ``REFERENCES``. Times are whole days before (``..._days_ago``) or after
(``..._in_days``) the day of seeding.

- ``clinic.CLINIC``: ClinicData, the fields of ClinicProfile
- ``people.ACCOUNTS``: list[AccountData], ``people.PHYSICIANS``: list[PhysicianData]; a physician's
  ``username`` names the account ("" for none)
- ``references.REFERENCES``: dict[str, ReferenceData]
- ``catalogue.CONDITIONS``: list[ConditionData], wider conditions first
- ``catalogue.TREATMENTS``: list[TreatmentData], ``catalogue.REGULATOR_WARNINGS``: list[WarningData]
- ``catalogue.SIDE_EFFECTS``: list[SideEffectData],
  ``catalogue.SIDE_EFFECT_ROWS``: list[SideEffectRowData] (an empty band: computed from the numbers)
- ``disclaimers.DISCLAIMERS``: list[DisclaimerData], each with ``versions`` in order, from number 1
- ``articles.GUIDES``: list[ArticleData], an overview before its details;
  ``policies.POLICIES``: list[ArticleData]
- ``replies.REPLIES``: list[ReplyData], parents before their answers

``ArticleData["state"]`` is one of published, draft, in_review, changes_requested, approved,
scheduled, withdrawn. ``second`` holds what a later edition changes. Authors and reviewers all have
accounts, and an official answer is always by the author of its article.
"""
