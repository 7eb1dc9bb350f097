using Spam.Web.Configuration;

namespace Spam.Web.Predictions;

/// <summary>A request to classify several texts.</summary>
/// <param name="Texts">The texts to classify.</param>
/// <param name="EchoInput">Whether to send each text back with its answer.</param>
/// <param name="SkipCache">Whether to run the model even if answers are stored.</param>
sealed record MultipleTextQuery(
    IReadOnlyList<string> Texts, bool EchoInput = true, bool SkipCache = false)
{
    /// <summary>Reads it; <see cref="Fields.Errors"/> says what is wrong.</summary>
    public static MultipleTextQuery From(Fields fields, Limits limits) => new(
        fields.Texts("texts", limits.Texts, limits.TextLength),
        fields.Switch("echo_input", byDefault: true),
        fields.Switch("skip_cache", byDefault: false));
}
