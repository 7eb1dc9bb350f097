using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Spam.Web.Ui;

/// <summary>A file of the page that is part of the program.</summary>
sealed class Asset
{
    Asset(string name, string contentType, byte[] contents)
    {
        (Name, ContentType, Contents) = (name, contentType, contents);
        Tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(contents))[..16]}\"");
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>Its kind, as browsers are told.</summary>
    public string ContentType { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Contents { get; }

    /// <summary>Changes when they change.</summary>
    public EntityTagHeaderValue Tag { get; }

    /// <summary>The file of that name.</summary>
    public static Asset Load(string name, string contentType)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"Spam.Web.Ui.{name}")
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        var contents = new byte[stream.Length];
        stream.ReadExactly(contents);
        return new(name, contentType, contents);
    }
}
