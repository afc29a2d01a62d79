# For a tap: a repository named homebrew-azulejo, with this file in Formula/.
class Azulejo < Formula
  desc "AI image enhancement for images of any size"
  homepage "@ADDRESS@"
  version "@VERSION@"
  license "Apache-2.0"

  on_macos do
    depends_on arch: :arm64 # ONNX Runtime is not published for Intel
    url "@ADDRESS@/azulejo-@VERSION@-darwin-arm64.tar.gz"
    sha256 "@SHA256_DARWIN_ARM64@"
  end

  on_linux do
    on_intel do
      url "@ADDRESS@/azulejo-@VERSION@-linux-x64.tar.gz"
      sha256 "@SHA256_LINUX_X64@"
    end
    on_arm do
      url "@ADDRESS@/azulejo-@VERSION@-linux-arm64.tar.gz"
      sha256 "@SHA256_LINUX_ARM64@"
    end
  end

  def install
    libexec.install Dir["*"]
    bin.install_symlink libexec/"bin/azulejo"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/azulejo --version")
    system bin/"azulejo", "recipes"
  end
end
