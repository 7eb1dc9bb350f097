using System.Text.Json;
using Spam.Keras.Saving.Hdf5;
using Spam.Keras.Saving.KerasFiles;

namespace Spam.Keras.Saving.Inspection;

/// <summary>Looks into <c>.keras</c> files.</summary>
static class KerasFileFindings
{
    /// <summary>Finds versions, weights and layers, and computes checksums.</summary>
    public static void Read(string path, Findings findings)
    {
        var bytes = FileBytes.Read(path);
        findings.Load(compile => KerasModel.Read(bytes, path, compile));
        if (bytes.Length == 0)
            return;

        var archive = default(KerasArchive);
        var wrong = findings.Try(() => archive = new(bytes, path));
        if (archive is null)
        {
            findings.Checks.Add(new("the zip's entries", IsRight: false, wrong ?? ""));
            return;
        }

        foreach (var name in archive.Names)
            findings.Checks.Add(new(name, IsRight: true, "CRC-32"));
        findings.Try(() => ReadVersion(archive, path, findings));
        findings.Try(() => Hdf5Findings.ReadTensors(Hdf5File.Read(archive.Bytes(KerasArchive.Weights), $"{path}: {KerasArchive.Weights}"), findings, areChecked: false));
    }

    static void ReadVersion(KerasArchive archive, string path, Findings findings)
    {
        using var json = ModelParts.Parse(archive.Text(KerasArchive.Metadata), $"{path}: {KerasArchive.Metadata}");
        foreach (var (member, name) in ((string, string)[])[("keras_version", "Keras"), ("date_saved", "date")])
        {
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(member, out var value))
                findings.WrittenBy[name] = value.ToString();
        }
    }
}
