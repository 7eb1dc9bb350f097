namespace Spam.Web.Configuration;

/// <summary>How large a request may be.</summary>
/// <param name="BodyBytes">Bytes of a body.</param>
/// <param name="TextLength">Characters of a text.</param>
/// <param name="Texts">Texts of a call.</param>
/// <param name="UrlLength">Characters of a path with its query.</param>
sealed record Limits(int BodyBytes = 2_000_000, int TextLength = 100_000, int Texts = 1_000, int UrlLength = 65_536);
