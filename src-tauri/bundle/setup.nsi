; A setup for one person, made on Debian by `cargo xtask windows-check setup`: no administrator's
; rights, no network. It is not signed and does not bring the WebView2 runtime, which Windows 11 and
; current Windows 10 have; where it is missing, an installer of it that lies beside this one is
; started. What a person keeps (%LOCALAPPDATA%\vn.hosothidua.app) is touched by no installation and no
; upgrade, and by the uninstaller only where a person says so twice.
;
; makensis -DVERSION=… -DSTAGE=folder -DICON=file -DOUT=file setup.nsi

; The program is for 64 bits alone, and so is its setup.
Target amd64-unicode
SetCompressor /SOLID lzma
; Megabytes: further than one program reaches, so that what is in both is packed once (23 MB, not 40).
SetCompressorDictSize 80
RequestExecutionLevel user
!include MUI2.nsh
!include LogicLib.nsh
!include x64.nsh

!define NAME "Hồ sơ Thi đua"
!define PLAIN "Ho so Thi dua"
!define ID "vn.hosothidua.app"
!define DATA "$LOCALAPPDATA\${ID}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define WEBVIEW "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
!define WEBVIEW_SETUP "MicrosoftEdgeWebView2RuntimeInstallerX64.exe"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${PLAIN}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME}"
VIAddVersionKey "LegalCopyright" "2026 The contributors to ${NAME}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\hoso-thi-dua.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

; A program that runs holds its file; it is asked for, never ended, since it may hold what was typed.
!macro CLOSED un
  Function ${un}Closed
    again:
    IfFileExists "$INSTDIR\hoso-thi-dua.exe" 0 free
    ClearErrors
    FileOpen $0 "$INSTDIR\hoso-thi-dua.exe" a
    IfErrors 0 close
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} đang mở.$\r$\n$\r$\nĐóng cửa sổ chương trình (những gì đã gõ được lưu), rồi bấm Retry." /SD IDCANCEL IDRETRY again
    Abort
    close:
    FileClose $0
    free:
  FunctionEnd
!macroend
!insertmacro CLOSED ""
!insertmacro CLOSED "un."

Function HasWebView
  ; 1 where a runtime is there for this person or for everybody.
  ReadRegStr $1 HKCU "Software\${WEBVIEW}" "pv"
  ${If} $1 == ""
    ReadRegStr $1 HKLM "SOFTWARE\WOW6432Node\${WEBVIEW}" "pv"
  ${EndIf}
  ${If} $1 == ""
  ${OrIf} $1 == "0.0.0.0"
    StrCpy $1 0
  ${Else}
    StrCpy $1 1
  ${EndIf}
FunctionEnd

Section
  Call Closed
  SetOutPath "$INSTDIR"
  File "${STAGE}\hoso-thi-dua.exe"
  File "${STAGE}\hoso.exe"
  File "${STAGE}\WebView2Loader.dll"
  File "${STAGE}\LICENSE-MIT"
  File "${STAGE}\LICENSE-APACHE"
  File "${STAGE}\third-party.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\hoso-thi-dua.exe"

  WriteRegStr HKCU "Software\Classes\.hoso" "" "${ID}.cabinet"
  WriteRegStr HKCU "Software\Classes\${ID}.cabinet" "" "Tủ hồ sơ đóng gói"
  WriteRegStr HKCU "Software\Classes\${ID}.cabinet\DefaultIcon" "" "$INSTDIR\hoso-thi-dua.exe,0"
  WriteRegStr HKCU "Software\Classes\${ID}.cabinet\shell\open\command" "" '"$INSTDIR\hoso-thi-dua.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\hoso-thi-dua.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1

  Call HasWebView
  ${If} $1 == 0
    ${If} ${FileExists} "$EXEDIR\${WEBVIEW_SETUP}"
      ExecWait '"$EXEDIR\${WEBVIEW_SETUP}" /silent /install'
      Call HasWebView
    ${EndIf}
    ${If} $1 == 0
      MessageBox MB_OK|MB_ICONINFORMATION "Đã cài ${NAME}, nhưng máy này chưa có WebView2 để vẽ cửa sổ.$\r$\n$\r$\nTrên một máy có mạng, tải “WebView2 Runtime, Evergreen Standalone Installer (x64)” của Microsoft, chép tệp ${WEBVIEW_SETUP} vào cạnh bộ cài này rồi chạy lại bộ cài. Lệnh hoso.exe dùng được ngay." /SD IDOK
    ${EndIf}
  ${EndIf}
SectionEnd

Section "un.Program"
  Call un.Closed
  Delete "$INSTDIR\hoso-thi-dua.exe"
  Delete "$INSTDIR\hoso.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\third-party.txt"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  ; Only where nothing of a person's own was put there.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "Software\Classes\.hoso"
  DeleteRegKey HKCU "Software\Classes\${ID}.cabinet"
  DeleteRegKey HKCU "${UNINSTALL}"

  ${If} ${FileExists} "${DATA}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Đã gỡ chương trình. Xóa luôn tủ hồ sơ trên máy này?$\r$\n$\r$\nChọn No để giữ: cài lại chương trình là thấy lại mọi hồ sơ." /SD IDNO IDNO kept
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "Chắc chắn xóa?$\r$\n$\r$\nMọi hồ sơ, lịch sử, minh chứng và bản sao lưu trong$\r$\n${DATA}$\r$\nsẽ mất và không lấy lại được." /SD IDNO IDNO kept
    RMDir /r "${DATA}"
    kept:
  ${EndIf}
SectionEnd
