; What the uninstaller does besides: with the box "delete data" ticked it asks once more, naming what
; would be lost, and takes no for an answer; without the box it touches no data at all.

!macro NSIS_HOOK_PREUNINSTALL
  ${If} $DeleteAppDataCheckboxState = 1
  ${AndIf} $UpdateMode <> 1
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "Xóa cả tủ hồ sơ trên máy này?$\r$\n$\r$\nMọi hồ sơ, lịch sử, minh chứng và bản sao lưu trong thư mục$\r$\n$LOCALAPPDATA\${BUNDLEID}$\r$\nsẽ mất và không lấy lại được. Chọn No để gỡ chương trình mà giữ hồ sơ." /SD IDNO IDYES +2
    StrCpy $DeleteAppDataCheckboxState 0
  ${EndIf}
!macroend
