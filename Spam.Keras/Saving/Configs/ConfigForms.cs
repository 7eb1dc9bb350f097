namespace Spam.Keras.Saving.Configs;

/// <summary>What the forms of configs have in common.</summary>
static class ConfigForms
{
    /// <summary>Whether what stands at its default is left out.</summary>
    public static bool IsBrief(this ConfigForm form) => form is ConfigForm.Brief or ConfigForm.Shared or ConfigForm.SavedModel;
}
