using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels.Running;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.Inspection;

/// <summary>Looks into tensor bundles: TensorFlow checkpoints, and the variables of SavedModel folders.</summary>
static class BundleFindings
{
    /// <summary>Finds the tensors at a prefix, computes their checksums and tells those of an optimizer.</summary>
    public static void Read(string prefix, Findings findings)
    {
        var index = Path.GetFileName(BundleWriter.IndexPath(prefix));
        var bundle = default(BundleReader);
        var wrongIndex = findings.Try(() => bundle = new(prefix));
        if (bundle is null)
        {
            findings.Checks.Add(new(index, IsRight: false, wrongIndex ?? ""));
            return;
        }

        findings.Checks.Add(new(index, IsRight: true, "CRC-32C of each block"));
        findings.HasOptimizerState = bundle.Keys.Any(IsOfOptimizer);
        var numRight = 0;
        var problem = default(string);
        foreach (var key in bundle.Keys)
        {
            var wrong = findings.Try(() =>
            {
                if (bundle.TypeOf(key) == DataType.DtString)
                    _ = bundle.ReadTexts(key);
                else
                    _ = bundle.ReadNumbers(key);
            });
            numRight += wrong is null ? 1 : 0;
            problem ??= wrong;
            if (key != BundleWriter.ObjectGraphKey)
                findings.Try(() => findings.Tensors.Add(new(key, ElementTypes.NameOf(bundle.TypeOf(key)), bundle.ShapeOf(key))));
        }

        findings.Checks.Add(new($"{Path.GetFileName(prefix)}.data", problem is null, problem ?? $"CRC-32C of {numRight} of {bundle.Keys.Count} tensors"));
    }

    static bool IsOfOptimizer(string key)
        => key.StartsWith("optimizer/", StringComparison.Ordinal) || key.Contains("/.OPTIMIZER_SLOT/", StringComparison.Ordinal);
}
