using Spam.Web.Configuration;

namespace Spam.Web.Predictions;

/// <summary>A request to classify one text.</summary>
/// <param name="Text">The text to classify.</param>
/// <param name="EchoInput">Whether to send the text back with the answer.</param>
/// <param name="SkipCache">Whether to run the model even if the answer is stored.</param>
sealed record SingleTextQuery(string Text, bool EchoInput = false, bool SkipCache = false)
{
    /// <summary>Reads it; <see cref="Fields.Errors"/> says what is wrong.</summary>
    public static SingleTextQuery From(Fields fields, Limits limits) => new(
        fields.Text("text", limits.TextLength),
        fields.Switch("echo_input", byDefault: false),
        fields.Switch("skip_cache", byDefault: false));
}
