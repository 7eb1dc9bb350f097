using System.Net;
using System.Text;
using System.Text.Json;

namespace Spam.Web.Http.Answers;

/// <summary>A page, of HTML or JSON, that is part of the program. <c>{{name}}</c> in it stands for the API's name.</summary>
sealed class Page
{
    readonly string _contents;

    Page(string contents) => _contents = contents;

    /// <summary>The page of that resource, by its folder and file.</summary>
    public static Page Load(string resource)
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream($"Spam.Web.{resource}")
            ?? throw new InvalidOperationException($"The program was built without {resource}.");
        return new(new StreamReader(stream).ReadToEnd());
    }

    /// <summary>The bytes of HTML.</summary>
    public ReadOnlyMemory<byte> ToHtmlBytes(string apiName) => ToBytes(WebUtility.HtmlEncode(apiName));

    /// <summary>The bytes of JSON.</summary>
    public ReadOnlyMemory<byte> ToJsonBytes(string apiName) => ToBytes(JsonEncodedText.Encode(apiName).ToString());

    ReadOnlyMemory<byte> ToBytes(string name) => Encoding.UTF8.GetBytes(_contents.Replace("{{name}}", name, StringComparison.Ordinal));
}
