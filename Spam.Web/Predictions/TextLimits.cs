using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Json;

namespace Spam.Web.Predictions;

/// <summary>Refuses, in one sentence, calls with too many texts and texts that are too long.</summary>
static class TextLimits
{
    /// <summary>Refuses more texts than a call may have.</summary>
    /// <exception cref="RefusedException">There are more.</exception>
    public static void CheckCount(int count, Limits limits)
    {
        if (count > limits.Texts)
            throw RefusedException.Bad($"The call has {count} texts; at most {limits.Texts} are read. Send the others with another call.");
    }

    /// <summary>Refuses a text that is too long.</summary>
    /// <exception cref="RefusedException">It is.</exception>
    public static void CheckLength(string text, int index, Limits limits)
    {
        if (text.Length > limits.TextLength && CodePoints.Count(text) > limits.TextLength)
            throw RefusedException.Bad($"Text {index} has {CodePoints.Count(text)} characters; at most {limits.TextLength} are read.");
    }
}
